//! Spreadsheets and text documents as pages with tables: made here, read as others make them; and
//! such as are made to expand.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use crate::support::scratch;
use fieldwright::{Generator, Import, Importer, Project};
use zip::write::SimpleFileOptions;

/// An archive of these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn xlsx(strings: &str, sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let head = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
    let (mut list, mut relations) = (String::new(), String::new());
    let mut parts = vec![(
        "xl/sharedStrings.xml".to_owned(),
        format!("{head}<sst>{strings}</sst>"),
    )];
    for (index, (name, more, rows)) in sheets.iter().enumerate() {
        list.push_str(&format!(
            r#"<sheet name="{name}" sheetId="{index}" r:id="rId{index}" {more}/>"#
        ));
        relations.push_str(&format!(
            r#"<Relationship Id="rId{index}" Type="x" Target="worksheets/sheet{index}.xml"/>"#
        ));
        parts.push((
            format!("xl/worksheets/sheet{index}.xml"),
            format!("{head}<worksheet>{rows}</worksheet>"),
        ));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("{head}<workbook xmlns:r='r'><sheets>{list}</sheets></workbook>"),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("{head}<Relationships>{relations}</Relationships>"),
    ));
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    archive(&parts)
}

/// A sheet whose cells are texts where they stand.
fn inline(rows: &[&[&str]]) -> String {
    let rows = rows.iter().map(|row| {
        let cells = row.iter().map(|cell| match cell.is_empty() {
            true => "<c/>".to_owned(),
            false => format!("<c t='inlineStr'><is><t>{cell}</t></is></c>"),
        });
        format!("<row>{}</row>", cells.collect::<String>())
    });
    format!("<sheetData>{}</sheetData>", rows.collect::<String>())
}

fn ods(body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body>{body}</office:body></office:document-content>"
    );
    archive(&[("mimetype", "x"), ("content.xml", &content)])
}

fn docx(body: &str) -> Vec<u8> {
    let styles = "<w:styles xmlns:w='w'><w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style></w:styles>";
    let document = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    archive(&[
        ("word/styles.xml", styles),
        ("word/document.xml", &document),
    ])
}

fn import(name: &str, bytes: Vec<u8>) -> Import {
    let importer = Importer::new().optional_accepts_null(false);
    let import = importer.bytes(name, bytes).import();
    import.unwrap_or_else(|wrong| panic!("{name}: {wrong}"))
}

const PAGE: &str = "# Pet\n\nAn animal.\n\n| Field | Type | Required | Description | Constraints |\n|---|---|---|---|---|\n| name | string | yes | What it is called,<br>&lt;loudly&gt; | max 50 |\n| kind | Kind | no | | |\n| legs | integer | no | 0 for a snake | |\n\n# Kind\n\n| Value | Description |\n|---|---|\n| cat | It purrs |\n| dog | It barks |\n";

/// What is put in lies in the row above, and a row that is struck through is deprecated.
#[test]
fn looks_of_cells_are_read() {
    let styles = "<styleSheet><fonts><font/><font><strike/></font><font><strike val='0'/></font></fonts>\
        <cellStyleXfs><xf fontId='1'/></cellStyleXfs><cellXfs><xf fontId='0'/>\
        <xf fontId='0'><alignment indent='1'/></xf><xf fontId='1'><alignment indent='1'/></xf>\
        <xf fontId='2'/></cellXfs></styleSheet>";
    let rows = [
        (0, "Field", "Type"),
        (3, "order", "object"),
        (1, "id", "string"),
        (2, "old", "string"),
        (0, "day", "date"),
    ];
    let cell = |style: usize, text: &str| {
        format!("<c s='{style}' t='inlineStr'><is><t>{text}</t></is></c>")
    };
    let rows =
        rows.map(|(style, name, ty)| format!("<row>{}{}</row>", cell(style, name), cell(0, ty)));
    let sheet = format!(
        "<worksheet><sheetData>{}</sheetData></worksheet>",
        rows.concat()
    );
    let bytes = archive(&[
        ("xl/sharedStrings.xml", "<sst/>"),
        ("xl/styles.xml", styles),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r='r'><sheets><sheet name='Sale' r:id='a'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='a' Target='worksheets/sheet1.xml'/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    let page = "# Sale\n\n| Field | Type |\n|---|---|\n| order | object |\n| order.id | string |\n\
        | ~~order.old~~ | string |\n| day | date |\n";
    let page = import("Sale.md", page.as_bytes().to_vec());
    assert_eq!(types(&import("Sale.xlsx", bytes)), types(&page));
}

/// The types of a table without what a page alone has.
fn types(import: &Import) -> String {
    let yaml = import.yaml();
    yaml.split_once("types:").unwrap().1.to_owned()
}

fn expected() -> String {
    types(&import("Pet.md", PAGE.as_bytes().to_vec()))
}

/// The same two tables, as four programs write them.
fn documents() -> Vec<(&'static str, Vec<u8>)> {
    let strings = "<si><t>Field</t></si><si><t>Type</t></si><si><t>Required</t></si><si><t>Description</t></si>\
        <si><r><t>Cons</t></r><r><t>traints</t></r><rPh><t>spoken</t></rPh></si><si><t>What it is called,\n&lt;loudly&gt;</t></si>";
    let pet = "<sheetData>\
        <row r='1'><c r='A1' t='inlineStr'><is><t>An animal.</t></is></c></row>\
        <row r='2'/>\
        <row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' t='s'><v>1</v></c><c r='C3' t='s'><v>2</v></c><c r='D3' t='s'><v>3</v></c><c r='E3' t='s'><v>4</v></c></row>\
        <row r='4'><c r='A4' t='str'><v>name</v></c><c r='B4' t='str'><v>string</v></c><c r='C4' t='b'><v>1</v></c><c r='D4' t='s'><v>5</v></c><c r='E4' t='str'><v>max 50</v></c></row>\
        <row r='5'><c r='A5' t='str'><v>kind</v></c><c r='B5' t='str'><v>Kind</v></c><c r='C5' t='b'><v>0</v></c></row>\
        <row r='8'><c r='A8' t='str'><v>legs</v></c><c r='B8' t='str'><v>integer</v></c><c r='C8' t='b'><v>0</v></c><c r='D8' t='str'><v>0 for a snake</v></c></row>\
        </sheetData><mergeCells><mergeCell ref='A1:E1'/></mergeCells>";
    let kind = inline(&[
        &["Value", "Description"],
        &["cat", "It purrs"],
        &["dog", "It barks"],
    ]);
    let notes = inline(&[&["Field", "Type"], &["never", "string"]]);
    let sheets = [
        ("Pet", "", pet),
        ("Kind", "", kind.as_str()),
        ("Old", "state='hidden'", notes.as_str()),
    ];
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!(
            "<table:table-row>{cells}<table:table-cell table:number-columns-repeated='16379'/></table:table-row>"
        )
    };
    let head = row(&["Field", "Type", "Required", "Description", "Constraints"]);
    let name = row(&[
        "name",
        "string",
        "yes",
        "What it is called,</text:p><text:p>&lt;loudly&gt;",
        "max 50",
    ]);
    let name = name.replace(
        "<text:p>string",
        "<office:annotation><text:p>a note</text:p></office:annotation><text:p>string",
    );
    let rest = row(&["kind", "Kind", "no", "", ""])
        + &row(&["legs", "integer", "no", "0<text:s/>for a snake", ""]);
    let values =
        row(&["Value", "Description"]) + &row(&["cat", "It purrs"]) + &row(&["dog", "It barks"]);
    let blank = "<table:table-row table:number-rows-repeated='1048570'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>";
    let pet = format!(
        "<table:table table:name='Pet'>{}{blank}{head}{name}{rest}{blank}</table:table>",
        row(&["An animal."])
    );
    let sheet = format!(
        "<office:spreadsheet>{pet}<table:table table:name='Kind'>{values}</table:table></office:spreadsheet>"
    );
    let text = format!(
        "<office:text><text:h text:outline-level='1'>Pet</text:h><text:p>An animal.</text:p><table:table table:name='Table1'>{head}{name}{rest}</table:table>\
         <text:h text:outline-level='1'>Kind</text:h><table:table table:name='Table2'>{values}</table:table></office:text>"
    );
    let paragraph =
        |text: &str| format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>");
    let row = |cells: &[&str]| {
        let cells = cells
            .iter()
            .map(|text| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(text)));
        format!("<w:tr>{}</w:tr>", cells.collect::<String>())
    };
    let heading = |text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val='berschrift1'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        heading("Pet"),
        paragraph("An </w:t></w:r><w:r><w:t>animal."),
        "<w:tbl>".to_owned(),
        row(&["Field", "Type", "Required", "Description", "Constraints"]),
        row(&[
            "name",
            "string",
            "yes",
            "What it is called,</w:t><w:br/><w:t>&lt;loudly&gt;",
            "max 50",
        ]),
        row(&["kind", "Kind", "no", "", ""]),
        row(&[
            "legs",
            "integer",
            "no",
            "0 for </w:t></w:r><w:del><w:r><w:delText>the</w:delText></w:r></w:del><w:r><w:t>a snake",
            "",
        ]),
        "</w:tbl>".to_owned(),
        heading("Kind"),
        "<w:tbl>".to_owned(),
        row(&["Value", "Description"]),
        row(&["cat", "It purrs"]),
        row(&["dog", "It barks"]),
        "</w:tbl>".to_owned(),
    ];
    vec![
        ("pets.xlsx", xlsx(strings, &sheets)),
        ("pets.ods", ods(&sheet)),
        ("pets.odt", ods(&text)),
        ("pets.docx", docx(&body.concat())),
    ]
}

#[test]
fn all_of_them_are_read_as_the_same_page() {
    let expected = expected();
    assert!(
        expected.contains("maxLength: 50") && expected.contains("dog"),
        "{expected}"
    );
    for (name, bytes) in documents() {
        let import = import(name, bytes);
        assert_eq!(types(&import), expected, "{name}: {}", import.warnings());
    }
}

/// As an input, in fieldwright.toml, from standard input, and under another name.
#[test]
fn they_are_inputs_as_other_pages_are() {
    let folder = scratch("office-inputs");
    for (name, bytes) in documents() {
        let path = folder.join(name);
        fs::write(&path, &bytes).unwrap();
        let output = Generator::new().input(&path).generate().unwrap();
        let rust = &output
            .artifacts()
            .iter()
            .find(|a| a.path == "src/pets.rs")
            .unwrap()
            .contents;
        assert!(
            rust.contains("pub struct Pet ") && rust.contains("pub enum Kind "),
            "{rust}"
        );

        let configuration = format!("output.crate = 'out'\ninput = [{{ path = '{name}' }}]\n");
        fs::write(folder.join("fieldwright.toml"), configuration).unwrap();
        let project = Project::load(folder.join("fieldwright.toml")).unwrap();
        assert!(project.generate().is_ok(), "{name}");

        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldwright"));
        let file = fs::File::open(&path).unwrap();
        let output = command
            .args(["import", "-", "-q"])
            .stdin(file)
            .output()
            .unwrap();
        assert!(output.status.success(), "{name}");
        assert!(
            String::from_utf8(output.stdout).unwrap().contains("Pet:"),
            "{name}"
        );

        let other = folder.join("pets.bin");
        fs::write(&other, &bytes).unwrap();
        assert!(
            Generator::new().input(&other).generate().is_ok(),
            "{name} by its content"
        );
    }
}

/// A merged cell of a Word table has its text in each row.
/// A number is a date where the format of its cell shows one.
#[test]
fn dates_are_read_as_they_are_shown() {
    let styles = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd'/></numFmts>\
        <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
        <cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='22'/></cellXfs></styleSheet>";
    let text = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let row = |name: &str, ty: &str, cell: &str| {
        format!("<row>{}{}{}{cell}</row>", text(name), text(ty), text("no"))
    };
    let rows = [
        row("Field", "Type", &text("Example")).replace(">no<", ">Required<"),
        row("born", "date", "<c s='1'><v>45351</v></c>"),
        row("seen", "date-time", "<c s='2' t='n'><v>45351.75</v></c>"),
        row("legs", "integer", "<c s='0'><v>45351</v></c>"),
        row("tail", "integer", "<c><v>45351</v></c>"),
    ];
    let sheet = format!(
        "<worksheet><sheetData>{}</sheetData></worksheet>",
        rows.concat()
    );
    let bytes = archive(&[
        (
            "xl/workbook.xml",
            "<workbook xmlns:r='r'><sheets><sheet name='Pet' r:id='a'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='a' Target='worksheets/a.xml'/></Relationships>",
        ),
        ("xl/styles.xml", styles),
        ("xl/worksheets/a.xml", &sheet),
    ]);
    let import = import("Pet.xlsx", bytes);
    let examples: Vec<&str> = import
        .yaml()
        .lines()
        .filter_map(|line| line.trim().strip_prefix("example: "))
        .collect();
    let printed: Vec<&str> = examples.iter().map(|text| text.trim_matches('"')).collect();
    assert_eq!(
        printed,
        ["2024-02-29", "2024-02-29T18:00:00Z", "45351", "45351"],
        "{}",
        import.yaml()
    );
}

#[test]
fn cells_over_several_rows_are_reported() {
    let cell = |more: &str, text: &str| {
        format!("<w:tc><w:tcPr>{more}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let plain = |text: &str| cell("", text);
    let body = [
        row(&[plain("Field"), plain("Type"), plain("Required")]),
        row(&[
            plain("a"),
            cell("<w:vMerge w:val='restart'/>", "string"),
            plain("yes"),
        ]),
        row(&[plain("b"), cell("<w:vMerge/>", ""), plain("yes")]),
        row(&[cell("<w:gridSpan w:val='3'/>", "More")]),
        row(&[plain("c"), plain("integer"), plain("yes")]),
    ];
    let import = import(
        "Row.docx",
        docx(&format!("<w:tbl>{}</w:tbl>", body.concat())),
    );
    assert_eq!(
        import.yaml().matches("type: string").count(),
        2,
        "{}",
        import.yaml()
    );
    assert!(import.yaml().contains("type: integer"), "{}", import.yaml());
    let printed = import.warnings().to_string();
    assert!(
        printed.contains("skipped-row") && printed.contains("More"),
        "{printed}"
    );
}

fn refused(name: &str, bytes: Vec<u8>, folder: &Path) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    match Generator::new().input(&path).generate() {
        Ok(output) => panic!("{name} was read: {}", output.warnings()),
        Err(wrong) => wrong.to_string(),
    }
}

/// A few kilobytes that stand for gigabytes are refused, and the message says how to raise the limit.
#[test]
fn expansion_is_bounded() {
    let folder = scratch("office-bombs");
    let large = "a".repeat(70 << 20);
    let sparse = |cells: &str| format!("<sheetData>{cells}</sheetData>");
    let far = sparse("<row r='4000000000'><c r='A4000000000' t='str'><v>x</v></c></row>");
    let wide: String = (1..=5000)
        .map(|row| format!("<row r='{row}'><c r='AAA{row}' t='str'><v>x</v></c></row>"))
        .collect();
    let shared = format!("<si><t>{}</t></si>", "b".repeat(1 << 20));
    let copies = "<row>".to_owned() + &"<c t='s'><v>0</v></c>".repeat(100) + "</row>";
    let repeated = "<office:spreadsheet><table:table table:name='A'><table:table-row table:number-rows-repeated='1000000000'>\
        <table:table-cell table:number-columns-repeated='1000000000'><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>";
    let text = "c".repeat(1 << 20);
    let rows = format!(
        "<office:spreadsheet><table:table table:name='A'><table:table-row table:number-rows-repeated='1000'>\
        <table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"
    );
    let merged = format!(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>{}</w:tbl>",
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr>".repeat(100)
    );
    let bombs = [
        ("large.xlsx", xlsx("", &[("A", "", &large)])),
        ("far.xlsx", xlsx("", &[("A", "", &far)])),
        ("wide.xlsx", xlsx("", &[("A", "", &sparse(&wide))])),
        ("shared.xlsx", xlsx(&shared, &[("A", "", &sparse(&copies))])),
        ("repeated.ods", ods(repeated)),
        ("rows.ods", ods(&rows)),
        ("merged.docx", docx(&merged)),
        ("large.docx", docx(&large)),
    ];
    for (name, bytes) in bombs {
        assert!(bytes.len() < 1 << 20, "{name} is small: {}", bytes.len());
        let printed = refused(name, bytes, &folder);
        assert!(
            printed.contains("too-large") && printed.contains("`--limits 2`"),
            "{name}: {printed}"
        );
    }
}

#[test]
fn what_is_no_document_is_reported() {
    let folder = scratch("office-others");
    let printed = refused("a.xlsx", archive(&[("a.txt", "hello")]), &folder);
    assert!(printed.contains("no spreadsheet"), "{printed}");
    let whole = xlsx("", &[("A", "", "")]);
    for length in [4, 30, whole.len() / 2, whole.len() - 1] {
        let printed = refused("a.xlsx", whole[..length].to_vec(), &folder);
        assert!(printed.contains("broken"), "{printed}");
    }
    let printed = refused("a.docx", docx("<w:tbl><w:tr></w:tbl>"), &folder);
    assert!(printed.contains("broken"), "{printed}");
    let printed = refused("empty.xlsx", whole, &folder);
    assert!(printed.contains("no-types"), "{printed}");
    // Entities that a document defines are none.
    let entities = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><w:document xmlns:w='w'><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>";
    let printed = refused(
        "b.docx",
        archive(&[("word/document.xml", entities)]),
        &folder,
    );
    assert!(printed.contains("no-types"), "{printed}");
}
