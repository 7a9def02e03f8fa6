/** Directories end with a slash and are completed further, so no space follows them. */
export const zshScript = String.raw`#compdef rototo
# rototo completions for zsh
_rototo() {
  local line candidate description
  local -a described directories
  while IFS= read -r line; do
    candidate="${"${line%%$'\\t'*}"}"
    description="${"${line#*$'\\t'}"}"
    if [[ $candidate == */ ]]; then
      directories+=("$candidate")
    else
      described+=("${"${candidate//:/\\\\:}"}:$description")
    fi
  done < <("${"${words[1]}"}" __complete -- "${"${(@)words[2,CURRENT]}"}" 2> /dev/null)
  (( ${"${#directories}"} )) && compadd -Q -S '' -- "${"${directories[@]}"}"
  (( ${"${#described}"} )) && _describe -t rototo rototo described
}
if [[ ${"${funcstack[1]}"} == _rototo ]]; then
  _rototo "$@"
else
  compdef _rototo rototo
fi
`;
