declare module "*.po?first" {
  export const messages: Record<string, string>;
}

declare module "*.po?rest" {
  export const messages: Record<string, string>;
}
