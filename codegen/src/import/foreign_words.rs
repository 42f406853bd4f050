//! Words of heads, marks and types in languages other than English, without the accents of Latin
//! letters.

use super::role::Role;

/// Heads: German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Scandinavian, Finnish,
/// Turkish, Hungarian, Romanian, Russian, Ukrainian, Greek, Arabic, Hebrew, Vietnamese, Indonesian,
/// Thai, Japanese, Korean, Chinese.
pub(super) const HEADS: &[(Role, &str)] = &[
    (
        Role::Name,
        "feldbezeichnung|attributname|parametername|spalte|spaltenname|merkmal|champs|nom du champ|\
         nom de champ|parametre|propriete|colonne|cle|campos|nombre del campo|nombre de campo|\
         parametro|atributo|columna|clave|nome do campo|nome campo|nome del campo|propriedade|coluna|\
         chave|attributo|proprieta|colonna|chiave|veld|veldnaam|naam|kenmerk|kolom|eigenschap|pole|\
         nazwa|nazwa pola|parametr|atrybut|kolumna|nazev|sloupec|falt|faltnamn|namn|felt|feltnavn|\
         navn|kentta|nimi|alan|alan adi|ozellik|sutun|поле|имя|имя поля|название|название поля|\
         параметр|имя параметра|атрибут|свойство|наименование|наименование поля|ключ|столбец|\
         колонка|назва|назва поля|властивість|フィールド|フィールド名|パラメータ|パラメーター|\
         パラメータ名|パラメーター名|プロパティ|プロパティ名|属性|属性名|キー|キー名|名前|名称|カラム|\
         カラム名|列名|変数名|要素|要素名|引数|필드|필드명|이름|파라미터|파라미터명|매개변수|속성|속성명|\
         항목|항목명|컬럼|컬럼명|변수명|키|欄位|欄位名稱|參數|參數名稱|參數名|名稱|屬性|鍵|键|变量名|\
         参数名称|字段名称|属性名称|\
         mezo|mezonev|camp|nume camp|ten trường|trường|tham số|nama|nama field|nama kolom|kolom nama|الحقل|اسم الحقل|المعامل|שדה|שם השדה|ชื่อฟิลด์|πεδίο",
    ),
    (
        Role::Type,
        "type de donnees|type de donnee|tipo de datos|tipo de dados|tipo di dato|tipo dato|\
         gegevenstype|typ danych|datovy typ|datatyp|tyyppi|tur|tip|veri tipi|veri turu|тип|\
         тип данных|тип поля|тип значения|тип даних|データ型|データタイプ|タイプ|타입|유형|자료형|\
         데이터 타입|데이터타입|데이터 유형|類型|型別|資料型別|資料類型|型態|数据类型|字段类型|参数类型|\
         tipus|adattipus|tip de date|kiểu|kiểu dữ liệu|loại|tipe|tipe data|jenis data|النوع|نوع البيانات|סוג|ประเภท|ชนิดข้อมูล|τύπος",
    ),
    (
        Role::Required,
        "pflichtangabe|muss|verpflichtend|obligatorisch|necessaire|requerida|es obligatorio|\
         obrigatorio|obrigatoriedade|obbligatorio|obbligatorieta|richiesto|verplicht|vereist|wymagane|\
         wymagany|obowiazkowe|wymagalnosc|povinne|povinny|obligatorisk|kravs|pakravd|pakrevd|\
         pakollinen|zorunlu|zorunluluk|gerekli|обязательное|обязательный|обязательность|обязательно|\
         обяз|обязательное поле|обов'язкове|обов'язковий|必須/任意|必須・任意|必須項目|必要|필수|\
         필수 여부|필수여부|필수값|是否必要|必要性|是否必需|必需|是否必选|是否必传|必传|\
         obligatoriskt|kotelezo|obligatoriu|bắt buộc|wajib|diperlukan|مطلوب|إلزامي|חובה|จำเป็น|υποχρεωτικό",
    ),
    (
        Role::Optional,
        "opzionale|facoltativo|optioneel|optionnel|opcjonalne|необязательное|необязательный|任意|선택",
    ),
    (
        Role::Nullable,
        "null許容|null可|null 허용|널 허용|是否为空|可为空|允许空|允许为空|是否可空|可空|是否為空",
    ),
    (Role::NotNull, "非空"),
    (
        Role::Cardinality,
        "kard|kardinalitat|cardinalite|cardinalidad|cardinalidade|cardinalita|ocorrencia|ocurrencia|\
         kardinaliteit|кратность|кардинальность|多重度|繰返し|繰り返し|基数",
    ),
    (
        Role::Description,
        "erlauterung|erklarung|signification|significado|descrizione|significato|omschrijving|\
         beschrijving|toelichting|opis|znaczenie|popis|vyznam|beskrivning|beskrivelse|kuvaus|aciklama|\
         tanim|описание|пояснение|назначение|опис|説明|内容|概要|詳細|解説|意味|설명|내용|의미|說明|含义|\
         字段说明|字段描述|参数说明|参数描述|释义|含義|\
         leiras|megjegyzes|descriere|mo tả|diễn giải|deskripsi|keterangan|الوصف|תיאור|คำอธิบาย|περιγραφή",
    ),
    (
        Role::Notes,
        "hinweis|anmerkung|remarque|remarques|observaciones|observacoes|notas|opmerking|uwagi|\
         poznamka|примечание|комментарий|примітка|備考|비고|備註|注释|注意",
    ),
    (
        Role::Example,
        "esempio|voorbeeld|przyklad|priklad|exempel|eksempel|esimerkki|ornek|пример|\
         пример значения|приклад|例|サンプル|サンプル値|値の例|設定例|記入例|예시|예|예제|示例|示例值|例子|\
         样例|範例|範例值|举例|\
         pelda|vi dụ|contoh|مثال|דוגמה|ตัวอย่าง",
    ),
    (
        Role::Default,
        "vorgabe|voreinstellung|vorgabewert|defaut|predefinito|valore predefinito|\
         valore di default|valor por defecto|valor predeterminado|predeterminado|padrao|valor padrao|\
         standaard|standaardwaarde|domyslnie|domyslna|wartosc domyslna|vychozi|vychozi hodnota|\
         varsayilan|varsayilan deger|standardvarde|по умолчанию|значение по умолчанию|デフォルト|\
         デフォルト値|既定値|初期値|省略時|기본값|기본 값|디폴트|默认|缺省值|预设值|預設值|預設",
    ),
    (
        Role::Format,
        "formato|formaat|формат|書式|フォーマット|포맷|格式|形式",
    ),
    (
        Role::Constraints,
        "contraintes|restricciones|restricoes|vincoli|ograniczenia|ограничения|обмеження|制約|制限|\
         バリデーション|제약조건|제약 조건|제약|제한|约束|限制|校验规则|約束",
    ),
    (
        Role::AllowedValues,
        "zulassige werte|mogliche werte|valeurs autorisees|valeurs acceptees|valores permitidos|\
         valores posibles|valores validos|valores possiveis|valori ammessi|valori possibili|\
         valori consentiti|toegestane waarden|mogelijke waarden|dozwolone wartosci|mozliwe wartosci|\
         допустимые значения|возможные значения|許容値|選択肢|取りうる値|허용 값|허용값|가능한 값|可选值|\
         取值|枚举值|允许值|可用值|枚举|列舉值",
    ),
    (
        Role::Value,
        "valore|wartosc|waarde|hodnota|deger|значение|值|値|값",
    ),
    (Role::Minimum, "最小値|最小值|최소값|минимум|minimo"),
    (
        Role::Maximum,
        "最大値|最大值|최대값|максимум|maximo|massimo",
    ),
    (
        Role::Length,
        "lengte|dlugosc|delka|langd|uzunluk|длина|桁数|長さ|文字数|길이|크기|長度",
    ),
    (
        Role::MaxLength,
        "longueur max|longueur maximale|longitud maxima|tamanho maximo|maximale lange|max. lange|\
         lunghezza massima|макс. длина|максимальная длина|最大桁数|最大文字数|最大長|최대 길이|最大长度|\
         最大長度",
    ),
    (
        Role::Deprecated,
        "veraltet|obsolete|устарело|非推奨|已弃用|已废弃",
    ),
    (
        Role::Title,
        "bezeichnung|libelle|etiqueta|rotulo|etichetta|論理名|中文名|中文名称|字段中文名|한글명|논리명",
    ),
    (
        Role::Ignored,
        "№|n°|nº|lp|lp.|п/п|№ п/п|番号|項番|순번|번호|項次|lfd. nr",
    ),
];

/// Cells of `Required` that mark a field.
pub(super) const YES: &str = "да|обязательно|обязательное|обязательный|обязателен|так|обов'язково|\
     sì|obbligatorio|richiesto|tak|wymagane|wymagany|ano|verplicht|evet|zorunlu|kyllä|はい|必須|◯|〇|◎|有|\
     要|예|네|필수|必需|必選|必选|必须|必传|真|verpflichtend|muss|erforderlich|obligatorisch|requis|\
     obrigatório|requerido|igen|có|ya|نعم|כן|ใช่|ναι";

/// Those that do not.
pub(super) const NO: &str = "нет|необязательно|необязательное|необязательный|опционально|ні|opzionale|\
     facoltativo|nie|opcjonalne|opcjonalny|ne|nee|optioneel|hayır|opsiyonel|isteğe bağlı|nej|nei|ei|いいえ|\
     任意|無|不要|✕|－|ー|아니오|아니요|선택|非必填|非必须|不必填|選填|可選|选传|假|kann|optionnel|nem|không|tidak|لا|לא|ไม่|ไม่ใช่|όχι|nu";

/// Words of types, and the English one; without spaces.
const TYPES: &[(&str, &str)] = &[
    (
        "string",
        "stringa|testo|alfanumerico|tekst|tekenreeks|ciagznakow|lancuch|retezec|metin|строка|текст|рядок|\
         строковый|文字列|文字|テキスト|문자열|문자|텍스트|字符串|字串|文本|字符|文字型|strang|streng|szoveg|chuỗi|teks|نص|מחרוזת|ข้อความ",
    ),
    (
        "integer",
        "intero|geheelgetal|liczbacalkowita|celecislo|tamsayi|целое|целоечисло|ціле|整数|整数型|整數|整型|\
         정수|정수형|长整型|heltal|egeszszam|sốnguyen|bilanganbulat|عددصحيح",
    ),
    (
        "number",
        "numerico|getal|liczba|cislo|sayi|число|числовой|数値|数値型|数字|小数|实数|數字|数值|浮点数|\
         浮点型|숫자|실수|숫자형|decimaltal|desimaltall|szam|số|angka|رقم|מספר",
    ),
    (
        "boolean",
        "wartosclogiczna|logiczny|логический|логическое|булево|булевый|真偽値|真偽|ブール|ブール値|論理値|\
         논리|불리언|불린|布尔|布尔值|布尔型|布林|布林值|boolesk|logikai|luậnly|منطقي",
    ),
    (
        "date",
        "дата|tarih|日付|日付型|날짜|日期|pvm|ngay|tanggal|تاريخ|תאריך",
    ),
    (
        "datetime",
        "fechayhora|dataehora|dataeora|datumunduhrzeit|датаивремя|датавремя|日時|日時型|일시|날짜시간|\
         日期时间|日期時間",
    ),
    (
        "array",
        "elenco|lijst|tablica|seznam|dizi|массив|список|масив|配列|リスト|배열|목록|리스트|数组|列表|陣列|數組",
    ),
    (
        "object",
        "oggetto|obiekt|nesne|объект|об'єкт|обєкт|オブジェクト|객체|对象|物件",
    ),
];

/// What a head says.
pub(super) fn role(key: &str) -> Option<Role> {
    let key = folded(key);
    let mut all = HEADS.iter();
    all.find(|(_, words)| has(words, &key))
        .map(|(role, _)| *role)
}

/// The English word of a type; `key` has neither spaces nor signs.
pub(super) fn type_word(key: &str) -> Option<&'static str> {
    let key = folded(key);
    let mut all = TYPES.iter();
    all.find(|(_, words)| has(words, &key))
        .map(|(english, _)| *english)
}

/// Whether a list has a word.
pub(super) fn has(words: &str, word: &str) -> bool {
    !word.is_empty() && words.split('|').any(|one| one == word)
}

/// Latin letters without their accents: `número`, `décimal`.
pub(super) fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ą' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ő' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ů' | 'ű' => 'u',
        'ý' => 'y',
        'ç' | 'č' | 'ć' => 'c',
        'ñ' | 'ń' | 'ň' => 'n',
        'ł' => 'l',
        'ř' => 'r',
        'š' | 'ś' | 'ş' => 's',
        'ť' => 't',
        'ž' | 'ź' | 'ż' => 'z',
        'ğ' => 'g',
        'ё' => 'е',
        other => other,
    };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn words_have_one_meaning_and_no_accents() {
        let heads = HEADS.iter().map(|(_, words)| *words);
        let types = TYPES.iter().map(|(_, words)| *words);
        for lists in [heads.collect::<Vec<_>>(), types.collect(), vec![YES, NO]] {
            let mut seen = BTreeSet::new();
            for word in lists.iter().flat_map(|words| words.split('|')) {
                assert!(!word.is_empty() && word.trim() == word, "{word:?}");
                assert!(seen.insert(word), "{word} stands twice");
            }
        }
        for (_, words) in HEADS {
            assert_eq!(folded(words), *words);
        }
        assert_eq!(role("описание"), Some(Role::Description));
        assert_eq!(role("důležitost"), None);
        assert_eq!(type_word("ciągznaków"), Some("string"));
    }
}
