CREATE TABLE outbox (
    id              INTEGER PRIMARY KEY,
    kind            TEXT    NOT NULL,
    subject         TEXT    NOT NULL,
    service         TEXT    NOT NULL,
    path            TEXT    NOT NULL,
    scope           TEXT    NOT NULL,
    body            TEXT    NOT NULL,
    idempotency_key TEXT    NOT NULL,
    traceparent     TEXT,
    tracestate      TEXT,
    baggage         TEXT    NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    due_at          INTEGER NOT NULL,
    state           TEXT    NOT NULL DEFAULT 'due',
    last_error      TEXT
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'due';
