// How generated Markdown is written: the notice at its head, and tables. Knows nothing of what the documents say.

/** Told to whoever opens the file to edit it. */
export function notice(sources: string): string {
  return `<!-- Generated from ${sources} by "npm run generate": edit those, not this file. -->`;
}

/** A table; a bar inside a cell would end it, so it is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** Text that is no Markdown: `<key>` would be taken for a tag of HTML and not be shown. */
export function plain(text: string): string {
  return text.replaceAll('<', '\\<');
}

/** The document from its blocks, one empty line between each two. */
export function page(...blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
