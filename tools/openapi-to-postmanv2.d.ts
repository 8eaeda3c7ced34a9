/** The one call of the converter that we make; it brings no types of its own. */
declare module 'openapi-to-postmanv2' {
  interface Converted {
    readonly result: boolean;
    readonly reason?: string;
    readonly output?: readonly { readonly data: unknown }[];
  }
  interface Converter {
    convertV2(
      input: { readonly type: 'json'; readonly data: unknown },
      options: Readonly<Record<string, unknown>>,
      done: (error: Error | null, converted: Converted) => void,
    ): void;
  }
  const converter: Converter;
  export = converter;
}
