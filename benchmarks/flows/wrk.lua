-- The three requests in turn; nothing is looked at.
local turn = 0
function request()
  turn = turn + 1
  if turn % 3 == 1 then return wrk.format("GET", "/items?inStock=true") end
  if turn % 3 == 2 then
    return wrk.format("POST", "/orders", { ["Content-Type"] = "application/json" }, '{"sku":"SKU-1","quantity":1}')
  end
  return wrk.format("GET", "/orders/1")
end
