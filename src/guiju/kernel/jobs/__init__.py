"""Long work (后台任务): queued in the database, done by the one worker, with progress, restarts and cancelling.

- `registry.job`, `periodic`, `watch` register what a room wants done, in its `jobs.py`, which is loaded at start
- `services.job_enqueue`, `job_cancel`; `queries.job_for`, `progress_of`
- `worker.run_due` does what is due, `worker.Worker` does so for ever
"""
