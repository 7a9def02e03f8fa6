/** What ends with a slash or an equals sign is completed further, so no space follows it. */
export const zshScript = String.raw`#compdef rototo
# rototo completions for zsh
_rototo() {
  local line candidate description
  local -a described unfinished
  while IFS= read -r line; do
    candidate="${"${line%%$'\\t'*}"}"
    description="${"${line#*$'\\t'}"}"
    if [[ $candidate == *[/=] ]]; then
      unfinished+=("$candidate")
    else
      described+=("${"${candidate//:/\\\\:}"}:$description")
    fi
  done < <("${"${words[1]}"}" __complete -- "${"${(@)words[2,CURRENT]}"}" 2> /dev/null)
  (( ${"${#unfinished}"} )) && compadd -Q -S '' -- "${"${unfinished[@]}"}"
  (( ${"${#described}"} )) && _describe -t rototo rototo described
}
if [[ ${"${funcstack[1]}"} == _rototo ]]; then
  _rototo "$@"
else
  compdef _rototo rototo
fi
`;
