import type { Command } from 'commander'

export type Shell = 'bash' | 'zsh' | 'fish'

interface Word {
  readonly word: string
  readonly about: string
}

/** The words that a command line may go on with after a command, by the words of the command; those of none are the first. */
type Words = ReadonlyMap<string, readonly Word[]>

/** A script that has a shell complete the commands of a program, the commands of these, and the options of each. */
export function completionScript(program: Command, shell: Shell): string {
  return scripts[shell](wordsOf(program))
}

/** A command in the words in which it is typed, with what may stand after it. */
export interface CompletedCommand {
  readonly command: string
  readonly words: readonly string[]
}

/** Every command of a program that has no commands itself. */
export function completedCommands(program: Command): CompletedCommand[] {
  const all = [...wordsOf(program)].filter(([path]) => path !== '')
  return all.flatMap(([command, own]) => {
    const hasCommands = all.some(([path]) => path.startsWith(`${command} `))
    return hasCommands ? [] : [{ command, words: own.map(({ word }) => word) }]
  })
}

function wordsOf(program: Command): Words {
  const own = (command: Command): Word[] =>
    command.options.flatMap(({ long, description }) => (long ? [{ word: long, about: description }] : []))
  const global = [...own(program), { word: '--help', about: 'display help' }]
  const below = (command: Command, path: string): [string, Word[]][] => [
    [path, [...namedIn(command), ...(command === program ? [] : own(command)), ...global]],
    ...command.commands.flatMap((one) => below(one, `${path} ${one.name()}`.trim())),
  ]
  return new Map(below(program, ''))
}

/** What may stand after a command by its name: its commands, and the choices of its arguments. */
const namedIn = ({ commands, registeredArguments }: Command): Word[] => [
  ...commands.map((one) => ({ word: one.name(), about: one.description() })),
  ...registeredArguments.flatMap(({ argChoices = [], description }) =>
    argChoices.map((word) => ({ word, about: description })),
  ),
]

/** A text between single quotes of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** Every command between colons, so that a shell may look whether there is one. */
const paths = (words: Words): string => `:${[...words.keys()].filter(Boolean).join(':')}:`

/** Goes from word to word as far as there is a command, in bash and in zsh. */
const step = (words: Words, word: string): string =>
  `case ${quoted(paths(words))} in *":\${command:+$command }${word}:"*) command="\${command:+$command }${word}" ;; esac`

const cases = (words: Words, of: (own: readonly Word[]) => string): string =>
  [...words].map(([path, own]) => `    ${quoted(path)}) offered=${of(own)} ;;`).join('\n')

const scripts: Readonly<Record<Shell, (words: Words) => string>> = {
  bash: (words) => `# Completion of sightline for bash: eval "$(sightline completion bash)"
_sightline() {
  local word="\${COMP_WORDS[COMP_CWORD]}" command= offered i
  for ((i = 1; i < COMP_CWORD; i++)); do
    ${step(words, '${COMP_WORDS[i]}')}
  done
  case "$command" in
${cases(words, (own) => quoted(own.map(({ word }) => word).join(' ')))}
  esac
  COMPREPLY=($(compgen -W "$offered" -- "$word"))
  [[ \${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=($(compgen -f -- "$word"))
}
complete -F _sightline sightline
`,
  zsh: (words) => `#compdef sightline
# Completion of sightline for zsh: eval "$(sightline completion zsh)"
_sightline() {
  local command= each
  for each in "\${(@)words[2,CURRENT-1]}"; do
    ${step(words, '$each')}
  done
  local -a offered
  case "$command" in
${cases(words, (own) => `(${own.map(({ word, about }) => quoted(`${word.replaceAll(':', '\\:')}:${about}`)).join(' ')})`)}
  esac
  _describe 'sightline' offered || _files
}
compdef _sightline sightline
`,
  fish: (words) => {
    const lines = [...words].flatMap(([path, own]) => {
      const when = quoted(whenInFish(path, words))
      return own.map(({ word, about }) => {
        const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-f -a ${word}`
        return `complete -c sightline -n ${when} ${what} -d ${quoted(about)}`
      })
    })
    return `# Completion of sightline for fish: sightline completion fish | source\n${lines.join('\n')}\n`
  },
}

/** That a command stands on the line, and none of its own commands. */
function whenInFish(path: string, words: Words): string {
  if (path === '') return '__fish_use_subcommand'
  const seen = (names: readonly string[]) => `__fish_seen_subcommand_from ${names.join(' ')}`
  const prefix = `${path} `
  const next = [...words.keys()].flatMap((one) => (one.startsWith(prefix) ? one.slice(prefix.length) : []))
  return [
    ...path.split(' ').map((name) => seen([name])),
    ...(next.length > 0 ? [`not ${seen(next)}`] : []),
  ].join('; and ')
}
