/** A field of a record, as both formats write it. */
export interface RecordField {
  readonly name: string;
  /** Its value: text, a whole number, a number with a fraction, or a truth. */
  readonly value: string | bigint | number | boolean;
  /** Text for JSON where it says the same in another way, such as a time. */
  readonly inJson?: string;
}

/** Bytes of a record as JSON without spaces (RFC 8259): braces, commas, names and texts in quotes. */
export function jsonBytes(fields: readonly RecordField[]): number {
  const text = fields.map(({ name, value, inJson }) => {
    const quoted = inJson ?? (typeof value === 'string' ? value : null);
    return `${JSON.stringify(name)}:${quoted === null ? String(value) : JSON.stringify(quoted)}`;
  });
  return new TextEncoder().encode(`{${text.join(',')}}`).length;
}

/**
 * Bytes of the same record as a protobuf message (Protocol Buffers, "Encoding"): a tag of one byte for field numbers below 16, then a
 * varint of 7 bits to the byte, 8 bytes of a double, or a length and the text.
 */
export function protobufBytes(fields: readonly RecordField[]): number {
  return fields.reduce((sum, { value }, index) => sum + varintBytes(BigInt(index + 1) << 3n) + valueBytes(value), 0);
}

function valueBytes(value: RecordField['value']): number {
  if (typeof value === 'boolean') return 1;
  if (typeof value === 'bigint') return varintBytes(value);
  if (typeof value === 'number') return 8;
  const length = new TextEncoder().encode(value).length;
  return varintBytes(BigInt(length)) + length;
}

function varintBytes(value: bigint): number {
  let bytes = 1;
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) bytes += 1;
  return bytes;
}
