import { InvalidArgumentError, type Command, type Option } from 'commander';
import { isMailAddress } from '../mail-address.ts';

/** What looks at one value, such as the schema of a use case. */
interface Rule {
  safeParse(value: unknown): {
    readonly success: boolean;
    readonly error?: { readonly issues: readonly { readonly message: string }[] } | undefined;
  };
}

/** Takes a value as it is, if a rule takes it, before a database is opened for it. */
export function checkedBy(rule: Rule): (value: string) => string {
  return (value) => {
    const [issue] = rule.safeParse(value).error?.issues ?? [];
    if (issue === undefined) return value;
    throw new InvalidArgumentError(issue.message);
  };
}

/** An e-mail address, of whomever. */
export function mailAddressFrom(value: string): string {
  if (isMailAddress(value.trim())) return value;
  throw new InvalidArgumentError('It has to be an e-mail address.');
}

/** Of two values for one thing, one would be left out without a word. */
function refuseOdd(command: Command, option: Option): void {
  let isGiven = false;
  command.on(`option:${option.name()}`, (value: string) => {
    const name = `option '${option.flags}'`;
    if (isGiven) command.error(`error: ${name} is given twice`);
    if (value.trim() === '')
      command.error(`error: ${name} argument '${value}' is invalid. It must not be blank.`);
    isGiven = true;
  });
}

/** Lets a command and those below it refuse values that are blank or given twice, each by its name. */
export function refuseOddUsage(command: Command): void {
  for (const option of command.options) if (option.required) refuseOdd(command, option);
  command.hook('preAction', (_this, called) => {
    if (called !== command) return;
    for (const [index, value] of called.args.entries()) {
      const name = called.registeredArguments[index]?.name() ?? '';
      if (value.trim() === '') called.error(`error: argument '${name}' must not be blank`);
    }
  });
  for (const one of command.commands) refuseOddUsage(one);
}

/**
 * The words of a command line that should name a command and name none; undefined: there are none. Help asked for them would
 * otherwise be that of something else.
 */
export function unknownCommand(program: Command, parameters: readonly string[]): string | undefined {
  const words = parameters.filter((one) => !one.startsWith('-'));
  let command = program;
  for (const word of words[0] === 'help' ? words.slice(1) : words) {
    if (command.commands.length === 0) return undefined;
    const named = command.commands.find((one) => [one.name(), ...one.aliases()].includes(word));
    if (named === undefined) return command.registeredArguments.length > 0 ? undefined : word;
    command = named;
  }
  return undefined;
}
