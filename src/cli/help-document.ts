import type { Command, Help } from 'commander';

/** The help of a command as data, for programs that ask with --json. */
export function helpDocument(command: Command, help: Help): string {
  const options = [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)];
  const told = {
    usage: help.commandUsage(command),
    description: help.commandDescription(command),
    arguments: command.registeredArguments.map((one) => ({
      name: one.name(),
      required: one.required,
      description: help.argumentDescription(one),
    })),
    options: options.map((one) => ({
      flags: one.flags,
      required: one.mandatory,
      description: help.optionDescription(one),
    })),
    commands: help.visibleCommands(command).map((one) => ({
      name: one.name(),
      description: help.subcommandDescription(one),
    })),
  };
  return `${JSON.stringify({ help: told }, null, 2)}\n`;
}
