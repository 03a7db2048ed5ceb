export function Overlay(_: { name: string; about?: string; onClose: () => void }) { return null; }
