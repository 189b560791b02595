import { HouseError, sayError, toHostError } from '#shared/errors'
import { importReport } from './cli/import-report'
import { galleryFiles } from './cli/gallery'
import { sampleYear } from './cli/sample-year'
import { verifyBackupFile } from './cli/verify-backup'
import { verifyBagFolder } from './cli/verify-bag'

/** The host without a screen: `<command> [arguments]`; JSON on stdout, what went wrong on stderr with exit code 1. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<unknown>>> = {
  'import-report': (args) => importReport(argument(args, 0, 'FILE')),
  'sample-year': (args) => sampleYear(option(args, '--out')),
  gallery: (args) => galleryFiles(option(args, '--out')),
  'verify-backup': (args) => verifyBackupFile(argument(args, 0, 'FILE')),
  'verify-bag': async (args) => {
    const { answer, refused } = await verifyBagFolder(argument(args, 0, 'DIR'))
    if (refused !== null) complain(refused)
    return answer
  },
}

function option(args: readonly string[], name: string): string {
  const value = args[args.indexOf(name) + 1]
  if (!args.includes(name) || value === undefined) throw new HouseError('badInput', { field: `${name} 后面写文件夹` })
  return value
}

function argument(args: readonly string[], index: number, name: string): string {
  const value = args[index]
  if (value === undefined) throw new HouseError('badInput', { field: name })
  return value
}

function complain(thrown: unknown): void {
  const said = sayError(toHostError(thrown))
  process.stderr.write(`${said.title}\n出了什么事：${said.what}\n您的资料：${said.data}\n接着怎么办：${said.next}\n技术说明：${said.technical}\n`)
  process.exitCode = 1
}

async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2)
  const command = commands[name]
  if (command === undefined) {
    process.stderr.write(`没有“${name}”这个命令。可用：${Object.keys(commands).join('、')}\n`)
    process.exitCode = 1
    return
  }
  try {
    const answer = await command(args)
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
  } catch (thrown) {
    complain(thrown)
  }
}

await main()
