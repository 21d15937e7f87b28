"""Letters by mail: kept with the change that asks for them, sent by a job."""
