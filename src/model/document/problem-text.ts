/** Names between braces in a template: `'{a} of {b}'` gives `'a' | 'b'`. */
type Placeholders<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The words a template needs, by name. */
export type Words<T extends string> = { readonly [Name in Placeholders<T>]: string | number };

/** Fills a template; a missing word is a compile error. */
export function fillWords<const T extends string>(template: T, words: Words<T>): string {
  const byName: Readonly<Record<string, string | number>> = words;
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(byName[name]));
}
