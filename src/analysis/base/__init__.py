"""What every room stands on: the data folder, problems, resources, CSV rows that people write, settings."""
