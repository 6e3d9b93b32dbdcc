# Tab for sferum in bash: made by `make update` from the commands, not to be edited.

_sferum_after() { # what can follow these words: into "after", empty where nothing is known
    case $1 in
    "sferum --lang") after="ru en" ;;
    "sferum -") after="--help --install-completion --json --lang --no-input --plain --show-completion --version -V -h" ;;
    "sferum <1>") after="start unlink delete guide continue status log letter calendar report undo support why escalate evidence people sources data due remind settings" ;;
    "sferum start --role") after="student parent teacher" ;;
    "sferum start --age") after="under-14 14-17 adult" ;;
    "sferum start --entry") after="max vk sferum diary nowhere" ;;
    "sferum start --goal") after="gosuslugi school profile max chats move refuse stranger safety received all" ;;
    "sferum start --creator") after="me school unknown" ;;
    "sferum start --tried") after="nothing settings school operator" ;;
    "sferum start --institution") after="school kindergarten college university" ;;
    "sferum start --ownership") after="federal regional municipal private" ;;
    "sferum start --school") after="state municipal private" ;;
    "sferum start --person") after="@aliases" ;;
    "sferum start --answers") after="?" ;;
    "sferum start --lang") after="ru en" ;;
    "sferum start -") after="--again --age --answers --creator --entry --goal --help --institution --json --lang --no-input --ownership --person --plain --role --school --tried -h" ;;
    "sferum unlink <1>") after="authority consent court diary family-protection gosuslugi labour max max-school moving not-mine operator prosecutor received-request refuse roskomnadzor save-first school study-profile teacher-leaving vk vk-access @targets" ;;
    "sferum unlink --role") after="student parent teacher" ;;
    "sferum unlink --person") after="@aliases" ;;
    "sferum unlink --institution") after="school kindergarten college university" ;;
    "sferum unlink --ownership") after="federal regional municipal private" ;;
    "sferum unlink --school") after="state municipal private" ;;
    "sferum unlink --answers") after="?" ;;
    "sferum unlink --lang") after="ru en" ;;
    "sferum unlink -") after="--again --answers --confirm --help --institution --json --lang --no-input --ownership --person --plain --role --school -h" ;;
    "sferum delete --role") after="student parent teacher" ;;
    "sferum delete --person") after="@aliases" ;;
    "sferum delete --answers") after="?" ;;
    "sferum delete --lang") after="ru en" ;;
    "sferum delete -") after="--again --answers --confirm --help --json --lang --no-input --person --plain --role -h" ;;
    "sferum guide <1>") after="authority consent court delete diary family-protection gosuslugi labour max max-school moving not-mine operator prosecutor received-request refuse roskomnadzor save-first school study-profile teacher-leaving vk vk-access @paths" ;;
    "sferum guide --role") after="student parent teacher" ;;
    "sferum guide --institution") after="school kindergarten college university" ;;
    "sferum guide --search") after="?" ;;
    "sferum guide --format") after="text md html pdf" ;;
    "sferum guide -o") after="?" ;;
    "sferum guide --output") after="?" ;;
    "sferum guide --lang") after="ru en" ;;
    "sferum guide -") after="--all --force --format --help --institution --json --lang --no-input --output --plain --role --search -h -o" ;;
    "sferum continue <1>") after="@requests" ;;
    "sferum continue --person") after="@aliases" ;;
    "sferum continue --answers") after="?" ;;
    "sferum continue --lang") after="ru en" ;;
    "sferum continue -") after="--answers --help --json --lang --no-input --person --plain -h" ;;
    "sferum status <1>") after="@requests" ;;
    "sferum status --person") after="@aliases" ;;
    "sferum status --lang") after="ru en" ;;
    "sferum status -") after="--all --help --json --lang --no-input --person --plain -h" ;;
    "sferum log <1>") after="@requests" ;;
    "sferum log <2>") after="drafted sent received registered auto_reply undelivered refused_at_desk returned info_requested info_sent extended forwarded reminded done_by_user answered classified verified reappeared reopened withdrawn abandoned not_needed snoozed agreed corrected note attached" ;;
    "sferum log --date") after="?" ;;
    "sferum log --number") after="?" ;;
    "sferum log --channel") after="in_person post portal site email chat phone" ;;
    "sferum log --note") after="?" ;;
    "sferum log --attach") after="?" ;;
    "sferum log --until") after="?" ;;
    "sferum log --reason") after="?" ;;
    "sferum log --to") after="?" ;;
    "sferum log --result") after="yes no done partly refused not_us unclear nothing_there" ;;
    "sferum log --written") after="yes no" ;;
    "sferum log --rule") after="?" ;;
    "sferum log --with") after="?" ;;
    "sferum log --event") after="?" ;;
    "sferum log --field") after="?" ;;
    "sferum log --value") after="?" ;;
    "sferum log --person") after="@aliases" ;;
    "sferum log --answers") after="?" ;;
    "sferum log --lang") after="ru en" ;;
    "sferum log -") after="--answers --attach --channel --copy --date --event --field --help --json --lang --no-input --note --number --person --plain --reason --result --rule --to --until --value --with --written -h" ;;
    "sferum letter <1>") after="access answer-applicant complaint-authority complaint-labour complaint-prosecutor complaint-roskomnadzor explanation operator operator-access refusal reminder school-parent student-14-17 student-adult teacher-leaves teacher-stays" ;;
    "sferum letter --request") after="@requests" ;;
    "sferum letter --person") after="@aliases" ;;
    "sferum letter --answers") after="?" ;;
    "sferum letter --format") after="pdf docx eml txt" ;;
    "sferum letter -o") after="?" ;;
    "sferum letter --output") after="?" ;;
    "sferum letter --channel") after="in_person post portal site email chat phone" ;;
    "sferum letter --show") after="?" ;;
    "sferum letter --lang") after="ru en" ;;
    "sferum letter -") after="--answers --channel --force --format --help --json --lang --list --no-input --output --person --plain --qr --request --show -h -o" ;;
    "sferum calendar -o") after="?" ;;
    "sferum calendar --output") after="?" ;;
    "sferum calendar --person") after="@aliases" ;;
    "sferum calendar --lang") after="ru en" ;;
    "sferum calendar -") after="--force --help --json --lang --no-input --output --person --plain -h -o" ;;
    "sferum report -o") after="?" ;;
    "sferum report --output") after="?" ;;
    "sferum report --person") after="@aliases" ;;
    "sferum report --lang") after="ru en" ;;
    "sferum report -") after="--force --help --json --lang --no-input --no-names --output --person --plain -h -o" ;;
    "sferum undo --lang") after="ru en" ;;
    "sferum undo -") after="--again --help --json --lang --no-input --plain -h" ;;
    "sferum support <1>") after="authority consent court delete diary family-protection gosuslugi labour max max-school moving not-mine operator prosecutor received-request refuse roskomnadzor save-first school study-profile teacher-leaving vk vk-access @paths" ;;
    "sferum support --role") after="student parent teacher" ;;
    "sferum support --institution") after="school kindergarten college university" ;;
    "sferum support --lang") after="ru en" ;;
    "sferum support -") after="--all --help --institution --json --lang --no-input --plain --role -h" ;;
    "sferum why <1>") after="@requests" ;;
    "sferum why --person") after="@aliases" ;;
    "sferum why --lang") after="ru en" ;;
    "sferum why -") after="--help --json --lang --no-input --person --plain -h" ;;
    "sferum escalate <1>") after="@requests" ;;
    "sferum escalate --to") after="settings school operator authority roskomnadzor labour prosecutor court" ;;
    "sferum escalate --person") after="@aliases" ;;
    "sferum escalate --lang") after="ru en" ;;
    "sferum escalate -") after="--help --json --lang --no-input --person --plain --to -h" ;;
    "sferum evidence <1>") after="@requests" ;;
    "sferum evidence -o") after="?" ;;
    "sferum evidence --output") after="?" ;;
    "sferum evidence --person") after="@aliases" ;;
    "sferum evidence --lang") after="ru en" ;;
    "sferum evidence -") after="--force --help --json --lang --no-input --output --person --plain -h -o" ;;
    "sferum people --lang") after="ru en" ;;
    "sferum people -") after="--help --json --lang --no-input --plain -h" ;;
    "sferum people <1>") after="add edit list remove" ;;
    "sferum people add <1>") after="?" ;;
    "sferum people add --acting-as") after="self parent employee" ;;
    "sferum people add --age") after="under-14 14-17 adult" ;;
    "sferum people add --answers") after="?" ;;
    "sferum people add --lang") after="ru en" ;;
    "sferum people add -") after="--acting-as --age --answers --help --json --lang --no-input --plain -h" ;;
    "sferum people edit <1>") after="@aliases" ;;
    "sferum people edit --acting-as") after="self parent employee" ;;
    "sferum people edit --age") after="under-14 14-17 adult" ;;
    "sferum people edit --answers") after="?" ;;
    "sferum people edit --lang") after="ru en" ;;
    "sferum people edit -") after="--acting-as --age --answers --help --json --lang --no-input --plain -h" ;;
    "sferum people list --lang") after="ru en" ;;
    "sferum people list -") after="--help --json --lang --no-input --plain -h" ;;
    "sferum people remove <1>") after="@aliases" ;;
    "sferum people remove --lang") after="ru en" ;;
    "sferum people remove -") after="--help --json --lang --no-input --plain -h" ;;
    "sferum sources --path") after="authority consent court delete diary family-protection gosuslugi labour max max-school moving not-mine operator prosecutor received-request refuse roskomnadzor save-first school study-profile teacher-leaving vk vk-access @paths" ;;
    "sferum sources --trust") after="law law_restated official vendor seen press article unconfirmed contradicted" ;;
    "sferum sources --lang") after="ru en" ;;
    "sferum sources -") after="--help --json --lang --no-input --path --plain --trust -h" ;;
    "sferum sources <1>") after="check export report" ;;
    "sferum sources check <1>") after="?" ;;
    "sferum sources check -o") after="?" ;;
    "sferum sources check --output") after="?" ;;
    "sferum sources check --lang") after="ru en" ;;
    "sferum sources check -") after="--force --help --json --lang --no-input --output --plain -h -o" ;;
    "sferum sources export <1>") after="@fact_ids" ;;
    "sferum sources export -o") after="?" ;;
    "sferum sources export --output") after="?" ;;
    "sferum sources export --lang") after="ru en" ;;
    "sferum sources export -") after="--force --help --json --lang --no-input --output --plain -h -o" ;;
    "sferum sources report <1>") after="@fact_ids" ;;
    "sferum sources report -o") after="?" ;;
    "sferum sources report --output") after="?" ;;
    "sferum sources report --lang") after="ru en" ;;
    "sferum sources report -") after="--force --help --json --lang --no-input --output --plain -h -o" ;;
    "sferum data --lang") after="ru en" ;;
    "sferum data -") after="--help --json --lang --no-input --plain -h" ;;
    "sferum data <1>") after="where check restore export import wipe" ;;
    "sferum data where --lang") after="ru en" ;;
    "sferum data where -") after="--help --json --lang --no-input --plain -h" ;;
    "sferum data check --lang") after="ru en" ;;
    "sferum data check -") after="--fix --help --json --lang --no-input --plain -h" ;;
    "sferum data restore <1>") after="?" ;;
    "sferum data restore --lang") after="ru en" ;;
    "sferum data restore -") after="--help --json --lang --no-input --plain --yes -h" ;;
    "sferum data export -o") after="?" ;;
    "sferum data export --output") after="?" ;;
    "sferum data export --lang") after="ru en" ;;
    "sferum data export -") after="--force --help --json --lang --no-input --output --plain -h -o" ;;
    "sferum data import <1>") after="?" ;;
    "sferum data import --lang") after="ru en" ;;
    "sferum data import -") after="--help --json --lang --no-input --plain --replace -h" ;;
    "sferum data wipe --lang") after="ru en" ;;
    "sferum data wipe -") after="--confirm --help --json --lang --no-input --plain -h" ;;
    "sferum due --person") after="@aliases" ;;
    "sferum due --lang") after="ru en" ;;
    "sferum due -") after="--help --json --lang --no-input --person --plain -h" ;;
    "sferum remind --lang") after="ru en" ;;
    "sferum remind -") after="--help --json --lang --no-input --plain -h" ;;
    "sferum remind <1>") after="on test off show" ;;
    "sferum remind on --by") after="systemd launchd tasks shell" ;;
    "sferum remind on --at") after="?" ;;
    "sferum remind on --lang") after="ru en" ;;
    "sferum remind on -") after="--at --by --help --json --lang --no-input --plain -h" ;;
    "sferum remind test --lang") after="ru en" ;;
    "sferum remind test -") after="--help --json --lang --no-input --plain -h" ;;
    "sferum remind off --lang") after="ru en" ;;
    "sferum remind off -") after="--help --json --lang --no-input --plain -h" ;;
    "sferum remind show --lang") after="ru en" ;;
    "sferum remind show -") after="--help --json --lang --no-input --plain --trial -h" ;;
    "sferum settings <1>") after="language plain" ;;
    "sferum settings <2>") after="ru en yes no auto" ;;
    "sferum settings --lang") after="ru en" ;;
    "sferum settings -") after="--help --json --lang --no-input --plain -h" ;;
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
