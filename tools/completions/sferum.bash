# Tab for sferum in bash: made by `make update` from the commands, not to be edited.

_sferum_after() { # what can follow these words: into "after", empty where nothing is known
    case $1 in
@TABLE@
    *) after="" ;;
    esac
}

_sferum() {
    local IFS=$' \t\n' after="" command="sferum" place=1 wants="" word
    local begun=${COMP_WORDS[COMP_CWORD]}
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $word == "=" ]] && continue
        if [[ $wants ]]; then
            wants=""
        elif [[ $word == -* ]]; then
            _sferum_after "$command $word"
            wants=$after
        else
            _sferum_after "$command $word -"
            if [[ $after ]]; then command+=" $word"; else ((place++)); fi
        fi
    done
    [[ $begun == "=" ]] && begun=""
    after=$wants
    if [[ ! $wants ]]; then
        if [[ $begun == -* ]]; then _sferum_after "$command -"; else _sferum_after "$command <$place>"; fi
    fi
    COMPREPLY=($(compgen -W "${after%%@*}" -- "$begun"))
    if [[ ${#COMPREPLY[@]} == 0 && $after == *@* ]]; then
        IFS=$'\n'
        COMPREPLY=($(env _SFERUM_COMPLETE=complete_bash COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" "$1"))
    fi
}

complete -o default -F _sferum sferum
