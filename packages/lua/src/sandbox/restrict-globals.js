import { MOST_PRINTED_LINES } from "./printed-lines.js";

/** @import { LuaState } from "./lua-state.js" */

/** Bytes of a printed line that are kept. */
const LONGEST_PRINTED_LINE = 1_000;

/**
 * Leaves only what a lint script may use. It names what stays, not what goes, so
 * that a newer Lua cannot bring in something unseen. The random numbers start from
 * one seed: the same workspace gives the same findings.
 */
const RESTRICTIONS = `
local allowed = {}
for name in string.gmatch([[
  _G _VERSION assert error getmetatable ipairs math next pairs pcall rawequal rawget
  rawlen rawset select setmetatable string table tonumber tostring type utf8 xpcall
]], "%S+") do
  allowed[name] = true
end
for name in next, _G do
  if not allowed[name] then _G[name] = nil end
end

string.dump = nil
getmetatable("").__metatable = false

local error, pcall, rawget, setMetatable, type = error, pcall, rawget, setmetatable, type
function setmetatable(subject, metatable)
  if type(subject) ~= "table" then
    error("bad argument #1 to 'setmetatable' (table expected, got " .. type(subject) .. ")", 2)
  end
  if type(metatable) == "table" and rawget(metatable, "__gc") ~= nil then
    error("__gc is not available in a lint script", 2)
  end
  local done, message = pcall(setMetatable, subject, metatable)
  if not done then error(message, 2) end
  return subject
end

math.randomseed(0)

local concat, select, sub, tostring = table.concat, select, string.sub, tostring
local printed = {}
function print(...)
  if #printed > MOST_LINES then return end
  local texts = {}
  for index = 1, select("#", ...) do texts[index] = tostring((select(index, ...))) end
  printed[#printed + 1] = sub(concat(texts, "\\t"), 1, LONGEST_LINE)
end
return printed
`
  .replace("MOST_LINES", String(MOST_PRINTED_LINES))
  .replace("LONGEST_LINE", String(LONGEST_PRINTED_LINE));

/**
 * Takes everything from a state with open libraries that could reach outside the
 * script or escape its limits, and leaves in the first slot the list of lines that
 * the script prints, one more than are shown. A script has no way to that list.
 * @param {LuaState} state
 */
export function restrictGlobals(state) {
  const done = state.load(RESTRICTIONS, "sandbox") && state.call(0);
  if (!done) throw new Error(`the sandbox could not be set up: ${state.text(-1)}`);
}
