import Charts
import Testing

@Suite("How values are written") struct QuantityTests {
  @Test(arguments: [
    (0.5, "0.5"), (1, "1"), (12.4, "12"), (999, "999"), (1000, "1 k"), (1536, "1.5 k"), (999_700, "1 M"),
    (1_600_000, "1.6 M"), (10_000_000, "10 M"),
  ])
  func writesCounts(value: Double, text: String) { #expect(Quantity.count.text(value) == text) }

  @Test(arguments: [(0.25, "0.25 µs"), (14, "14 µs"), (1250, "1.3 ms"), (30_000_000, "30 s"), (5e9, "5000 s")])
  func writesTimes(value: Double, text: String) { #expect(Quantity.time.text(value) == text) }

  @Test(arguments: [(512, "512 B"), (16_384, "16 KiB"), (33_554_432, "32 MiB"), (1_073_741_824, "1 GiB")])
  func writesMemory(value: Double, text: String) { #expect(Quantity.memory.text(value) == text) }
}
