/** A body with files, as `multipart/form-data`. */

/** Fields become text, a Blob a file, an array a part for each of its entries; undefined is left out. */
export function toForm(input: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(input)) {
    for (const part of Array.isArray(value) ? value : [value]) {
      if (part instanceof Blob) form.append(name, part);
      else if (part !== undefined && part !== null) form.append(name, String(part));
    }
  }
  return form;
}
