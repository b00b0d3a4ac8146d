/**
 * How long a negative answer (no such name, or no data) may be kept, in seconds: the smaller of the lifetime of the SOA record that
 * comes with it and of its MINIMUM field. Source: RFC 2308 section 5.
 */
export function negativeLifetimeS(soaTtlS: number, soaMinimumS: number): number {
  return Math.min(soaTtlS, soaMinimumS);
}
