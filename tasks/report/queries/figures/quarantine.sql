SELECT stage, reason, count(*)::INTEGER AS sources FROM quarantine GROUP BY ALL ORDER BY sources DESC, stage, reason
