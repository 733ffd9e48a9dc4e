"""``python -m quizkit``."""

from quizkit.cli.main import main

if __name__ == "__main__":
    main()
