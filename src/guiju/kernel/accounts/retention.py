"""How long sign-in logs are kept (日志留存): more than the six months that 等保 asks."""

SIGN_IN_DAYS = 400
