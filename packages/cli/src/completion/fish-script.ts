/** Fish takes candidates with a description after a tab as they are. */
export const fishScript = `# rototo completions for fish
function __rototo_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    $words[1] __complete -- $words[2..-1] "$current" 2>/dev/null
end
complete -c rototo -f -a "(__rototo_complete)"
`;
