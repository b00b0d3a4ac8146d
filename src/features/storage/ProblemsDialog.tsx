import type { Problem } from '../../model/result.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { closeProblems, useProblemReport } from '../../state/problem-report.ts';

function ProblemLine({ problem }: { readonly problem: Problem }) {
  return (
    <li className="flex gap-3 border-t border-line py-2 first:border-t-0">
      <code className="shrink-0 pt-0.5 font-mono text-sm text-text-3">{problem.code}</code>
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <bdi>{problem.message}</bdi>
        </p>
        {problem.path === '' ? null : (
          <code className="font-mono text-sm wrap-anywhere text-text-3">{problem.path}</code>
        )}
      </div>
    </li>
  );
}

/** What is wrong with a file or link, one numbered line for each problem. */
export function ProblemsDialog() {
  const report = useProblemReport((state) => state.report);
  if (report === null) return null;
  return (
    <Dialog
      open
      onClose={closeProblems}
      title={report.title}
      description={report.consequence}
      footer={
        <Button variant="primary" onClick={closeProblems}>
          Close
        </Button>
      }
    >
      {report.understood === undefined ? null : (
        <dl className="mb-4 rounded-lg border border-line px-3 py-1">
          {report.understood.map(({ label, text }) => (
            <div key={label} className="flex gap-4 border-t border-line py-1.5 first:border-t-0">
              <dt className="w-32 shrink-0 text-text-2">{label}</dt>
              <dd className="min-w-0 wrap-anywhere">
                <bdi>{text}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <ul>
        {report.problems.map((problem) => (
          <ProblemLine key={`${problem.code} ${problem.path} ${problem.message}`} problem={problem} />
        ))}
      </ul>
    </Dialog>
  );
}
