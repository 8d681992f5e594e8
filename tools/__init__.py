"""What the project measures and makes with: accuracy, speed, faults, data."""
