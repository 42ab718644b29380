/** Records as lines of JSON, one for each, some at a time. */
export async function* jsonLinesOf(
  records: AsyncIterable<readonly object[]> | Iterable<readonly object[]>,
): AsyncGenerator<string> {
  for await (const some of records) {
    if (some.length > 0) yield `${some.map((record) => JSON.stringify(record)).join('\n')}\n`;
  }
}
