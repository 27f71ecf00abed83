SELECT stage, reason, uri, left(detail, 300) AS detail
FROM (SELECT *, row_number() OVER (PARTITION BY reason ORDER BY uri) AS n FROM quarantine) WHERE n <= 8 ORDER BY stage, reason, uri
