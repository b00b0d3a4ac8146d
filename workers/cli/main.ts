import { dispatch } from './dispatch.ts';
import { EXIT } from './exit-codes.ts';
import { nodeIo } from './node-io.ts';
import { terminalText } from './terminal-text.ts';

// `roundtrip run X | head` closes the pipe early; that is no error of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  // exitCode and not exit(): what was printed into a pipe must get there first.
  process.exitCode = await dispatch(process.argv.slice(2), nodeIo);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  nodeIo.complain(terminalText(`This is a mistake in Roundtrip, not in your input: ${reason}`));
  process.exitCode = EXIT.internal;
}
