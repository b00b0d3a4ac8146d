import { expect, it } from 'vitest';
import { GRPC_FIELDS } from '../../model/grpc-fields.ts';
import { jsonBytes, protobufBytes, type RecordField } from './record-bytes.ts';

it('a user of two fields: 26 bytes as JSON, 29 as printed with spaces, 11 as protobuf', () => {
  const user: readonly RecordField[] = [
    { name: 'id', value: '123' },
    { name: 'name', value: 'John' },
  ];
  expect(jsonBytes(user)).toBe(26);
  expect('{"id": "123", "name": "John"}').toHaveLength(29);
  expect(protobufBytes(user)).toBe(11);
});

it('the record of the published benchmark gives the size and the times that edges have as defaults', () => {
  const record: readonly RecordField[] = [
    { name: 'Name', value: '20b999e3621bd773' },
    { name: 'BirthDay', value: 1_453_241_102_469_416_459n, inJson: '2016-01-19T14:05:02.469416459-08:00' },
    { name: 'Phone', value: 'f017c8e9de' },
    { name: 'Siblings', value: 4n },
    { name: 'Spouse', value: true },
    { name: 'Money', value: 0.208_873_437_193_298_18 },
  ];
  const json = jsonBytes(record);
  expect([json, protobufBytes(record)]).toEqual([152, 53]);
  const { variants } = GRPC_FIELDS.encoding;
  expect(53 / json).toBeCloseTo(variants.protobuf.fields.bodyRatio.default, 2);
  const msPerKb = (ns: number) => ns / 1e6 / (json / 1_000);
  // Nanoseconds for one record: encoding/json 2,165 and 4,134, golang/protobuf 411 and 624.
  expect(variants.json.fields.serializeMsPerKb.default).toBeCloseTo(msPerKb(2_165), 4);
  expect(variants.json.fields.parseMsPerKb.default).toBeCloseTo(msPerKb(4_134), 4);
  expect(variants.protobuf.fields.serializeMsPerKb.default).toBeCloseTo(msPerKb(411), 4);
  expect(variants.protobuf.fields.parseMsPerKb.default).toBeCloseTo(msPerKb(624), 4);
});
