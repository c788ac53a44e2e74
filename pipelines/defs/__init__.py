"""What Dagster runs and shows. These modules only assemble: what a step does is a function elsewhere."""
