"""The validity check as a service (标准查新): a file in, verdicts with evidence out, the same file back, marked."""
