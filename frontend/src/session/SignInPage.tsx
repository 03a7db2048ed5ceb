import { Trans } from "@lingui/react/macro";
import { LanguageSwitch } from "./LanguageSwitch";
import { SignInForm } from "./SignInForm";

export function SignInPage() {
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex items-center gap-3">
          <img src="/weir.svg" alt="" className="size-11" />
          <div>
            <h1 className="font-semibold text-xl leading-6 tracking-tight">Weir 鱼梁</h1>
            <p className="text-ink-2 text-sm">
              <Trans>From the first contact to the money in the bank</Trans>
            </p>
          </div>
        </div>
        <div className="rounded-2xl bg-surface p-6 shadow-lift">
          <SignInForm onDone={() => undefined} />
        </div>
        <div className="mt-5 flex justify-center">
          <LanguageSwitch />
        </div>
      </div>
    </main>
  );
}
