/**
 * Bash splits words at `=`, `@` and `:` as well, so the words are read from the
 * line, and the part that bash has already is taken off every candidate. Works
 * with bash 3.2, which macOS has.
 */
export const bashScript = String.raw`# rototo completions for bash
_rototo() {
  local line="${"${COMP_LINE:0:COMP_POINT}"}" words=() candidate rest
  read -ra words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  local whole="${"${words[${#words[@]}-1]}"}" current="${"${COMP_WORDS[COMP_CWORD]}"}"
  [[ $current == [=@:] ]] && current=""
  local taken="${'${whole%"$current"}'}"
  COMPREPLY=()
  while IFS=$'\t' read -r candidate rest; do
    COMPREPLY+=("${'${candidate#"$taken"}'}")
  done < <("$1" __complete -- "${"${words[@]:1}"}" 2> /dev/null)
  if [[ ${"${#COMPREPLY[@]}"} -eq 1 && ${"${COMPREPLY[0]}"} == *[/=] ]] && type compopt > /dev/null 2>&1; then
    compopt -o nospace
  fi
}
complete -F _rototo rototo
`;
