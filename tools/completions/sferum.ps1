# >>> sferum completion >>>
# Made by `make update` from the commands, not to be edited.
$script:SferumAfter = @{
@TABLE@
}
Register-ArgumentCompleter -Native -CommandName sferum -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $elements = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition })
    $words = @($elements | ForEach-Object { $_.Extent.Text })
    $command = 'sferum'
    $place = 1
    $wants = $null
    foreach ($word in @($words | Select-Object -Skip 1)) {
        if ($wants) { $wants = $null }
        elseif ($word.StartsWith('-')) { $wants = $SferumAfter["$command $word"] }
        elseif ($SferumAfter["$command $word -"]) { $command = "$command $word" }
        else { $place++ }
    }
    $after = $wants
    if (-not $wants) {
        if ("$wordToComplete".StartsWith('-')) { $after = $SferumAfter["$command -"] }
        else { $after = $SferumAfter["$command <$place>"] }
    }
    $known, $kind = "$after" -split '@', 2
    $offered = @($known -split ' ' | Where-Object { $_ -and $_.StartsWith("$wordToComplete") })
    if (-not $offered -and $kind) {
        $before = [Console]::OutputEncoding
        try {
            [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
            $Env:_SFERUM_COMPLETE = 'complete_bash'
            $Env:COMP_WORDS = @($words) + "$wordToComplete" -join "`n"
            $Env:COMP_CWORD = $words.Count
            $offered = @(sferum)
        }
        finally {
            [Console]::OutputEncoding = $before
            Remove-Item 'Env:_SFERUM_COMPLETE', 'Env:COMP_WORDS', 'Env:COMP_CWORD' -ErrorAction SilentlyContinue
        }
    }
    foreach ($word in $offered) {
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $word)
    }
}
# <<< sferum completion <<<
