"""What can be wrong with a document, its request or a file that is to be compared."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "documents.bad-period": Message(
        ja=("期間の書き方が正しくありません: {given}", "2026-04-01/2027-03-31 のように指定してください"),
        en=("not a period: {given}", "write it as 2026-04-01/2027-03-31"),
    ),
    "documents.bad-length": Message(
        ja=("期間の長さが正しくありません: {given}", "90d、3m、1y のように指定してください"),
        en=("not a length of time: {given}", "write it as 90d, 3m or 1y"),
    ),
    "documents.bad-fiscal-year": Message(
        ja=("年度の書き方が正しくありません: {given}", "2026、R8、令和8年度 のように指定してください"),
        en=("not a fiscal year: {given}", "write it as 2026 or R8"),
    ),
    "documents.period-backwards": Message(
        ja=("期間の初め {start} が終わり {end} より後です", "順序を確かめてください"),
        en=("the period begins on {start}, after its end on {end}", "check the order"),
    ),
    "documents.no-such-register": Message(
        ja=("「{name}」という帳票はありません", "次のどれかを指定してください: {known}"),
        en=('there is no register "{name}"', "choose one of: {known}"),
    ),
    "documents.no-such-form": Message(
        ja=("「{name}」という形式はありません", "次のどれかを指定してください: {known}"),
        en=('there is no form "{name}"', "choose one of: {known}"),
    ),
    "documents.not-readable": Message(
        ja=("拡張子 {suffix} の帳票は台帳と比べられません", "比べられる形式: {known}"),
        en=("a register that ends in {suffix} cannot be compared with the ledger", "forms that can: {known}"),
    ),
    "documents.malformed": Message(
        ja=("{form} の帳票として読めません", "safehandle report register で出力したファイルか確かめてください"),
        en=("this cannot be read as a register in {form}", "give a file that safehandle report register wrote"),
    ),
    "documents.no-statement": Message(
        ja=(
            "帳票の末尾にあるはずの照合用の行がないか、壊れています",
            "途中で切れたか、手を加えられた帳票です",
        ),
        en=("the register's own statement is missing or damaged", "the file was cut short or edited"),
    ),
    "documents.ledger-short": Message(
        ja=(
            "台帳の記録が足りません({found} 件、必要なのは {expected} 件)",
            "台帳を safehandle ledger verify で検査してください",
        ),
        en=("the ledger has {found} entries where {expected} are needed", "check it with safehandle ledger verify"),
    ),
    "documents.too-many-rows": Message(
        ja=("行が多すぎます({rows} 行、上限 {most} 行)", "期間を短くするか、CSV 又は JSON で出力してください"),
        en=("{rows} rows are too many (at most {most})", "choose a shorter period, or CSV or JSON"),
    ),
    "documents.cell-too-long": Message(
        ja=("1 つの欄の文字が多すぎます({length} 字、上限 {most} 字)", "CSV 又は JSON で出力してください"),
        en=("one cell has {length} characters (at most {most})", "write CSV or JSON instead"),
    ),
    "documents.glyph-missing": Message(
        ja=("印字できない文字があります: {characters}", "別の字体の文字に置き換えてから、もう一度出力してください"),
        en=("the fonts lack these characters: {characters}", "replace them by another form and try again"),
    ),
    "documents.signer-locked": Message(
        ja=("署名用の鍵(PKCS#12)を開けません", "パスフレーズとファイルを確かめてください"),
        en=("the signing key (PKCS#12) does not open", "check the passphrase and the file"),
    ),
    "documents.signer-incomplete": Message(
        ja=("PKCS#12 に鍵又は証明書がありません", "秘密鍵と証明書の両方を含むファイルを指定してください"),
        en=("the PKCS#12 file lacks a key or a certificate", "give a file that holds both"),
    ),
    "documents.signer-weak": Message(
        ja=(
            "署名鍵の方式が CRYPTREC 暗号リストの基準に足りません({kind}、{bits} ビット)",
            "ECDSA P-256・P-384 又は 3072 ビット以上の RSA の鍵を用意してください",
        ),
        en=(
            "the signing key does not meet the CRYPTREC list ({kind}, {bits} bits)",
            "use ECDSA P-256 or P-384, or RSA of 3072 bits or more",
        ),
    ),
    "documents.signer-expired": Message(
        ja=("署名用の証明書の期限が切れています({until} まで)", "新しい証明書を取得してください"),
        en=("the signer's certificate ran out on {until}", "get a new certificate"),
    ),
    "documents.signer-passphrase": Message(
        ja=("署名鍵のパスフレーズがありません", "パスフレーズを決めて指定してください"),
        en=("the signing key needs a passphrase", "choose one and give it"),
    ),
    "documents.timestamp-url": Message(
        ja=("時刻認証局の URL が正しくありません: {url}", "http:// 又は https:// で始まる URL を指定してください"),
        en=("not the URL of a timestamp authority: {url}", "give one that begins with http:// or https://"),
    ),
    "documents.timestamp-failed": Message(
        ja=("時刻認証局から応答を得られません({reason})", "URL と接続を確かめるか、--timestamp を外してください"),
        en=("the timestamp authority does not answer ({reason})", "check URL and connection, or leave out --timestamp"),
    ),
    "documents.roots-malformed": Message(
        ja=("信頼する認証局の証明書を読めません", "PEM 形式のファイルを指定してください"),
        en=("the trusted authorities' certificates cannot be read", "give PEM files"),
    ),
    "documents.not-a-pdf": Message(
        ja=("PDF ではありません", "safehandle が発行した証明書の PDF を指定してください"),
        en=("this is not a PDF", "give a certificate that safehandle issued"),
    ),
    "documents.password-unprintable": Message(
        ja=("パスワードに紙から書き写せない文字があります", "半角の英数字と記号だけのパスワードにしてください"),
        en=("the password has characters that cannot be copied from paper", "use printable ASCII only"),
    ),
    "documents.register-differs": Message(
        ja=(
            "帳票が台帳と {count} か所で違います",
            "書き出した後に変更されています。台帳から出力し直してください",
        ),
        en=("the register differs from the ledger in {count} places", "it was changed since; write it again"),
    ),
    "documents.certificate-altered": Message(
        ja=("証明書は署名の後に変更されています", "発行者に原本を求めてください"),
        en=("the certificate was changed after it was signed", "ask the issuer for the original"),
    ),
    "documents.certificate-unsigned": Message(
        ja=("証明書に電子署名がありません", "署名付きの原本を発行者に求めてください"),
        en=("the certificate is not signed", "ask the issuer for the signed original"),
    ),
    "documents.certificate-unknown-signer": Message(
        ja=(
            "変更はありませんが、署名者を確かめられません(指紋 {fingerprint})",
            "発行者から別の経路で受け取った指紋か認証局の証明書を --key で指定してください",
        ),
        en=(
            "it is unchanged, but nothing shows who signed it (fingerprint {fingerprint})",
            "give the fingerprint or the authority's certificate that you got on another way with --key",
        ),
    ),
    "documents.certificate-not-a-certificate": Message(
        ja=(
            "これは証明書ではなく、完了していない作業の記録です({standing})",
            "消去の証明書を発行者に求めてください",
        ),
        en=("this is no certificate but a record of unfinished work ({standing})", "ask for the certificate"),
    ),
    "documents.certificate-void": Message(
        ja=("証明書 {number} は失効しています({why})", "新しい証明書を使ってください"),
        en=("certificate {number} is void ({why})", "use the new one"),
    ),
    "documents.certificate-not-in-ledger": Message(
        ja=("証明書の内容が台帳の記録と一致しません({reason})", "発行者に説明を求めてください"),
        en=("the certificate does not say what the ledger says ({reason})", "ask the issuer to explain"),
    ),
}
