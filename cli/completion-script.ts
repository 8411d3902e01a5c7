import type { Command } from 'commander'

export type Shell = 'bash' | 'zsh' | 'fish'

interface Word {
  readonly word: string
  readonly about: string
}

/** The words that a command line may go on with: after nothing, and after each command. */
interface Words {
  readonly commands: readonly Word[]
  readonly options: ReadonlyMap<string, readonly Word[]>
}

/** A script that has a shell complete the commands of a program and their options. */
export function completionScript(program: Command, shell: Shell): string {
  const words = wordsOf(program)
  return scripts[shell](words)
}

function wordsOf(program: Command): Words {
  const own = (command: Command): Word[] =>
    command.options.flatMap(({ long, description }) => (long ? [{ word: long, about: description }] : []))
  const global = [...own(program), { word: '--help', about: 'display help' }]
  const nested = program.commands.map((command): [string, Word[]] => [
    command.name(),
    [
      ...command.commands.map((one) => ({ word: one.name(), about: one.description() })),
      ...own(command),
      ...global,
    ],
  ])
  return {
    commands: program.commands.map((one) => ({ word: one.name(), about: one.description() })),
    options: new Map([['', global], ...nested]),
  }
}

const listed = (words: readonly Word[]): string => words.map(({ word }) => word).join(' ')

/** A text between single quotes of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

const scripts: Readonly<Record<Shell, (words: Words) => string>> = {
  bash: ({ commands, options }) => {
    const cases = [...options].filter(([name]) => name !== '')
    return `# Completion of sightline for bash: eval "$(sightline completion bash)"
_sightline() {
  local word="\${COMP_WORDS[COMP_CWORD]}" command= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case " ${listed(commands)} " in *" \${COMP_WORDS[i]} "*) command="\${COMP_WORDS[i]}"; break ;; esac
  done
  local words
  case "$command" in
${cases.map(([name, own]) => `    ${name}) words=${quoted(listed(own))} ;;`).join('\n')}
    *) words=${quoted(listed([...commands, ...(options.get('') ?? [])]))} ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ \${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=($(compgen -f -- "$word"))
}
complete -F _sightline sightline
`
  },
  zsh: ({ commands, options }) => {
    const described = (words: readonly Word[]) =>
      words.map(({ word, about }) => quoted(`${word.replaceAll(':', '\\:')}:${about}`)).join(' ')
    const cases = [...options].filter(([name]) => name !== '')
    return `#compdef sightline
# Completion of sightline for zsh: eval "$(sightline completion zsh)"
_sightline() {
  local -a commands words
  commands=(${described(commands)})
  local command= each
  for each in "\${(@)words[2,CURRENT-1]}"; do
    [[ -n "\${(M)commands:#\${each}:*}" ]] && { command=$each; break }
  done
  case "$command" in
${cases.map(([name, own]) => `    ${name}) words=(${described(own)}) ;;`).join('\n')}
    *) words=("\${commands[@]}" ${described(options.get('') ?? [])}) ;;
  esac
  _describe 'sightline' words || _files
}
compdef _sightline sightline
`
  },
  fish: ({ commands, options }) => {
    const names = listed(commands)
    const first = commands.map(
      ({ word, about }) =>
        `complete -c sightline -f -n '__fish_use_subcommand' -a ${word} -d ${quoted(about)}`,
    )
    const rest = [...options].flatMap(([name, own]) =>
      own.map(({ word, about }) => {
        const when = name === '' ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${name}`
        const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`
        return `complete -c sightline -n '${when}' ${what} -d ${quoted(about)}`
      }),
    )
    return `# Completion of sightline for fish: sightline completion fish | source
# Commands: ${names}
${[...first, ...rest].join('\n')}
`
  },
}
