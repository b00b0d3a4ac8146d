/** A label as it stands inside a sentence: "slots", "load balancer", but "TLS version" and "API gateway". */
export function withinSentence(label: string): string {
  return /^[A-Z][A-Z]/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
