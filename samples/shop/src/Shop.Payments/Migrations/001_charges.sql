CREATE TABLE charges (
    order_id     TEXT    PRIMARY KEY,
    buyer        TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency     TEXT    NOT NULL,
    reference    TEXT    NOT NULL,
    created_at   TEXT    NOT NULL
) WITHOUT ROWID;
