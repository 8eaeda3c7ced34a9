// What a check found, and how it is told: one line that says where, what, and what to do instead.

export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly sentence: string;
}

export function sentences(findings: readonly Finding[]): string[] {
  const order = [...findings].sort((left, right) => left.path.localeCompare(right.path) || left.line - right.line);
  return order.map((finding) => `${finding.path}:${finding.line} ${finding.sentence}`);
}

/** Prints the findings, or that there are none, and sets the exit code. */
export function report(name: string, findings: readonly Finding[]): void {
  for (const sentence of sentences(findings)) console.error(sentence);
  console.log(findings.length === 0 ? `${name}: nothing to say` : `${name}: ${findings.length} found`);
  if (findings.length > 0) process.exitCode = 1;
}
