CREATE TABLE items (
    sku         TEXT    PRIMARY KEY,
    name        TEXT    NOT NULL,
    category    TEXT    NOT NULL,
    price_minor INTEGER NOT NULL,
    currency    TEXT    NOT NULL
) WITHOUT ROWID;
CREATE INDEX items_category ON items (category, sku);

INSERT INTO items (sku, name, category, price_minor, currency) VALUES
    ('BOOK-001', 'The Boats of the Glen Carrig', 'books', 1250, 'EUR'),
    ('BOOK-002', 'Two Years Before the Mast', 'books', 1190, 'EUR'),
    ('LAMP-001', 'Brass storm lantern', 'lamps', 4800, 'EUR'),
    ('LAMP-002', 'Masthead light', 'lamps', 7350, 'EUR');

-- Spare parts: what fills a chandlery's shelves.
WITH RECURSIVE part (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM part WHERE n < 100)
INSERT INTO items (sku, name, category, price_minor, currency)
SELECT printf('PART-%03d', n), printf('Shackle No. %d', n), 'parts', 150 + 5 * n, 'EUR' FROM part;
