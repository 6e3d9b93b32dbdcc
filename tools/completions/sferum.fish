# Tab for sferum in fish: made by `make update` from the commands, not to be edited.

function __sferum_after # what can follow these words, nothing where that is not known
    switch "$argv"
@TABLE@
    end
end

function __sferum_offer # the words that can stand where the cursor is
    set -l before (commandline --tokenize --cut-at-cursor --current-process)
    set -l begun (commandline --current-token --cut-at-cursor)
    set -l command sferum
    set -l place 1
    set -l wants
    for word in $before[2..]
        if test -n "$wants"
            set wants
        else if string match --quiet -- '-*' $word
            set wants (__sferum_after $command $word)
        else if test -n "$(__sferum_after $command $word -)"
            set --append command $word
        else
            set place (math $place + 1)
        end
    end
    set -l after $wants
    if test -z "$wants"
        if string match --quiet -- '-*' $begun
            set after (__sferum_after $command -)
        else
            set after (__sferum_after $command "<$place>")
        end
    end
    set -l offered (string split --no-empty ' ' -- (string replace --regex '@.*' '' -- "$after") | string match -- "$begun*")
    if test -z "$offered"; and string match --quiet '*@*' -- "$after"
        set offered (env _SFERUM_COMPLETE=complete_bash COMP_WORDS=(string join \n -- $before "$begun" | string collect) COMP_CWORD=(count $before) $before[1])
    end
    string join \n -- $offered
end

complete --command sferum --condition 'test -n "$(__sferum_offer)"' --no-files --arguments '(__sferum_offer)'
