import { classNames } from './class-names.ts';

/** Keys as they are printed on a keyboard, one cap each; `inverse` on a dark ground. */
export function KeyCaps({ keys, inverse = false }: { readonly keys: readonly string[]; readonly inverse?: boolean }) {
  return (
    <span className="inline-flex shrink-0 gap-0.5">
      {keys.map((cap) => (
        <kbd
          key={cap}
          className={classNames(
            'rounded-sm text-center font-sans',
            inverse
              ? 'min-w-4 bg-surface-1/20 px-1 text-xs'
              : 'min-w-5 border border-line-strong bg-surface-2 px-1.5 text-sm text-text-1',
          )}
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
