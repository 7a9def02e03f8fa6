function lint_value(value)
  local config = value.value
  if config.max_output_tokens > 5000 then
    return {
      {
        message = "value " .. value.name .. " exceeds the maximum token budget",
        help = "Use 5000 or fewer output tokens."
      }
    }
  end
  return {}
end
