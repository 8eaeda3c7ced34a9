/** What a component file is to the type checker: the compiler of VitePress reads what is in it. */
declare module '*.vue' {
  const component: NonNullable<import('vitepress').Theme['Layout']>;
  export = component;
}
