/** Exit codes of the command. 70 is EX_SOFTWARE of sysexits.h: a mistake of the program, not of the input. */
export const EXIT = { met: 0, notMet: 1, badInput: 2, stopped: 3, internal: 70 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
