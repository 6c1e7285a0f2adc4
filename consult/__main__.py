"""`python -m consult` is the same as `consult`."""

from consult.cli import main

if __name__ == "__main__":
    main()
